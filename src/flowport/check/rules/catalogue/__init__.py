"""Does each action say what its type can hear?"""
