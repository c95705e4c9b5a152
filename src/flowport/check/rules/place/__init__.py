"""May the action stand in a flow of this type?"""
