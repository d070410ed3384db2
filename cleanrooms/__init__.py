"""The rooms: what grade they have, what state they are in, who and what is inside.

It owns rooms and laboratories and their state. It never knows a batch: a batch contributes what it
shows on the board.
"""
