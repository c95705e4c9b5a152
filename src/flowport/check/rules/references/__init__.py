"""Do the things that a flow names look like things of one instance?"""
