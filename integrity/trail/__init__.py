"""The audit trail as people read it. It only reads, and never knows a person or a permission."""
