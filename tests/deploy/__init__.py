"""What cannot be run here is read: compose, image, proxy and the settings that they give."""
