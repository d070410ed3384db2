"""How a label looks: its fields, its symbol, where everything stands, as ZPL and as a picture."""
