package dev.medialifecycle.examples.app.media;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** How long outputs last that nobody saved, and how long what was let go of can still be brought back. */
@Validated
@ConfigurationProperties("app.retention")
public record RetentionProperties(
        @DefaultValue("1d") @NotNull Duration unsavedOutputs,
        @DefaultValue("7d") @NotNull Duration quarantine) {}
