"""The REST-JSON protocol as botocore's service model declares it, read at run time."""
