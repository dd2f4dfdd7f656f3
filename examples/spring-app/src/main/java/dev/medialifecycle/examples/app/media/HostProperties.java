package dev.medialifecycle.examples.app.media;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the host lives and keeps things; {@code signingSecret} signs the URLs of private files, with 16 bytes or more;
 * {@code storage} is local, memory, or the type of any module on the class path, with its {@code storageSettings}.
 */
@Validated
@ConfigurationProperties("app")
public record HostProperties(
        @NotNull URI publicBaseUrl,
        @NotNull Path data,
        @NotBlank String signingSecret,
        @DefaultValue("local") @NotBlank String storage,
        @DefaultValue Map<String, String> storageSettings,
        @DefaultValue("jdbc") Repository repository) {

    /** Where the library's rows lie. */
    public enum Repository {
        /** In the host's own database, and in its transactions. */
        JDBC,
        /** In memory, for trying things out; outside of the host's transactions. */
        MEMORY
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "HostProperties[" + publicBaseUrl + ", " + storage + ", " + repository + "]";
    }
}
