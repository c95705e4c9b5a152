"""May the action be in a flow of this type?"""
