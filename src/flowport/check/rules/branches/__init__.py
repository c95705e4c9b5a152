"""Does each action have the ways out that its type wants?"""
