"""Is anything too long, too large or too many?"""
