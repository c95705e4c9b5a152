"""The operations themselves, one resource a file, each registered under the API's name."""
