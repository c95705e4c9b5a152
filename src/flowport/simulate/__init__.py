"""What a caller hears and where the call goes, walked offline."""
