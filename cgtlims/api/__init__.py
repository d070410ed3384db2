"""The REST API's edge: addresses, sign-in, filters, pages, problem documents, schema.

It owns what every answer of the API has in common. What a resource holds is said by its app.
"""
