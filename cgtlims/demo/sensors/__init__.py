"""The demo's building monitoring system: what its sensors measured, and go on measuring."""
