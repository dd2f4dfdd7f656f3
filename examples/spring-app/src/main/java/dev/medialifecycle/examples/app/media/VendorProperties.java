package dev.medialifecycle.examples.app.media;

import dev.medialifecycle.job.Keeping;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The vendor that generates, by the name that the library knows it by. {@code outputHosts} replaces the vendor's own hosts if given;
 * with {@code pollEvery} no webhook is asked for and the vendor is asked so often instead; {@code keepOutputs} is when outputs are made
 * our own; {@code allowLoopback} and {@code allowUnsigned} are for fake vendors on this machine.
 */
@Validated
@ConfigurationProperties("app.vendor")
public record VendorProperties(
        @DefaultValue("replicate") @NotBlank String name,
        @DefaultValue("https://api.replicate.com") @NotNull URI baseUrl,

        @DefaultValue("black-forest-labs/flux-schnell") @NotBlank
        String model,

        @Nullable String token,
        @Nullable String webhookSecret,
        @DefaultValue("10m") @NotNull Duration inputUrlLife,
        @DefaultValue("10s") @NotNull Duration timeout,
        @DefaultValue Set<String> outputHosts,
        @Nullable Duration pollEvery,
        @DefaultValue("AT_ONCE") Keeping keepOutputs,
        @DefaultValue("false") boolean allowLoopback,
        @DefaultValue("false") boolean allowUnsigned) {

    /** Shows no secret. */
    @Override
    public String toString() {
        return "VendorProperties[" + name + ", " + baseUrl + ", " + model + "]";
    }
}
