"""The rules of the house as code: each reads sources and returns breaches. tests/test_house.py shows that they bite."""
