package dev.medialifecycle.examples.app;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "app.vendor.name=replicate")
class ReplicateRoadTest extends AnyVendorRoad {}
