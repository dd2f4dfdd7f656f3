package dev.medialifecycle.examples.app.media;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/** What users may upload. */
@Validated
@ConfigurationProperties("app.uploads")
public record UploadProperties(
        @DefaultValue("10MB") @NotNull DataSize maxSize,
        @DefaultValue("40000000") @Positive long maxPixels,

        @DefaultValue({"image/jpeg", "image/png", "image/webp"}) @NotEmpty
        Set<String> acceptedTypes) {}
