package dev.medialifecycle.examples.app.media;

import dev.medialifecycle.sweep.SweepMode;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** How the scheduled cycle looks for what nobody remembers; it only reports until {@code mode} says EXECUTE. */
@Validated
@ConfigurationProperties("app.sweep")
public record SweepProperties(
        @DefaultValue("DRY_RUN") @NotNull SweepMode mode,
        @DefaultValue("1h") @NotNull Duration interval,
        @DefaultValue("1h") @NotNull Duration minimumAge,
        @DefaultValue("10000") @PositiveOrZero long maxCount,

        @DefaultValue("0.1") @DecimalMin("0") @DecimalMax("1")
        double maxShare,

        @DefaultValue("1h") @NotNull Duration spoolAge,
        @DefaultValue("30d") @NotNull Duration jobRowAge) {}
