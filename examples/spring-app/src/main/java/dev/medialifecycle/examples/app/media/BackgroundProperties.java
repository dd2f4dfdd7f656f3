package dev.medialifecycle.examples.app.media;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** Whether this node does what is due, how often it looks, and after how long it takes over from a node that died. */
@Validated
@ConfigurationProperties("app.background")
public record BackgroundProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("1s") @NotNull Duration every,
        @DefaultValue("5m") @NotNull Duration lease) {}
