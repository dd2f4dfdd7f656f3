package dev.medialifecycle.examples.app;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "app.vendor.name=fal")
class FalRoadTest extends AnyVendorRoad {}
