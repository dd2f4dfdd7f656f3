package dev.medialifecycle.blob;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a host configured for one provider, as text; a blank value counts as none. It remembers what it was asked for, so that
 * a misspelt setting is refused and never silently without effect. Not thread-safe.
 */
public final class StorageSettings {
    private final String provider;
    private final Map<String, String> values;
    private final UnaryOperator<@Nullable String> environment;
    private final Set<String> known = new TreeSet<>();

    StorageSettings(String provider, Map<String, String> values, UnaryOperator<@Nullable String> environment) {
        this.provider = provider;
        this.values = Map.copyOf(values);
        this.environment = environment;
    }

    /** The value, if there is one. */
    public Optional<String> text(String setting) {
        known.add(setting);
        return Optional.ofNullable(values.get(setting)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** The value; {@code ML-CFG-001} if there is none. */
    public String required(String setting) {
        return text(setting)
                .orElseThrow(() -> new MediaLifecycleException(
                        ErrorCode.MISSING_PART,
                        ErrorKind.REJECTED,
                        "Provider " + provider + " has no " + setting + ". Next: set it"));
    }

    /** The values between commas, in their order; empty if there are none. */
    public Set<String> names(String setting) {
        Set<String> names = new LinkedHashSet<>();
        text(setting).stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        return names;
    }

    /** A secret, from the setting or else from an environment variable; {@code ML-CFG-002} names both if neither has it. */
    public String secret(String setting, String variable) {
        return optionalSecret(setting, variable)
                .orElseThrow(() -> new MediaLifecycleException(
                        ErrorCode.MISSING_CREDENTIALS,
                        ErrorKind.REJECTED,
                        "Provider " + provider + " has no credentials. Next: set " + variable
                                + " in the environment, or the setting " + setting));
    }

    /** The same where the service has another way to find credentials. */
    public Optional<String> optionalSecret(String setting, String variable) {
        return text(setting)
                .or(() -> Optional.ofNullable(environment.apply(variable))
                        .map(String::strip)
                        .filter(value -> !value.isEmpty()));
    }

    /** True or false, and nothing else. */
    public boolean flag(String setting, boolean otherwise) {
        return text(setting)
                .map(value -> switch (value) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw invalid(setting, "is neither true nor false");
                })
                .orElse(otherwise);
    }

    /** A whole number from 1 on. */
    public int count(String setting, int otherwise) {
        return text(setting)
                .map(value -> {
                    if (!value.matches("[1-9][0-9]{0,8}")) {
                        throw invalid(setting, "is no whole number from 1 to 999999999");
                    }
                    return Integer.parseInt(value);
                })
                .orElse(otherwise);
    }

    /** A time in ISO 8601, such as {@code PT30S}, above zero. */
    public Duration time(String setting, Duration otherwise) {
        return text(setting)
                .map(value -> {
                    try {
                        Duration time = Duration.parse(value);
                        if (!time.isNegative() && !time.isZero()) {
                            return time;
                        }
                    } catch (DateTimeException e) {
                        throw invalid(setting, "is no time such as PT30S");
                    }
                    throw invalid(setting, "is not above zero");
                })
                .orElse(otherwise);
    }

    /** An absolute http or https URL without query. */
    public Optional<URI> url(String setting) {
        return text(setting).map(value -> {
            try {
                UrlBase.of(value);
                return URI.create(value);
            } catch (MediaLifecycleException | IllegalArgumentException e) {
                throw invalid(setting, "is no absolute http or https URL without query");
            }
        });
    }

    /** The refusal of a value, {@code ML-CFG-006}; {@code fault} follows the setting's name and does not quote a secret. */
    public MediaLifecycleException invalid(String setting, String fault) {
        return new MediaLifecycleException(
                ErrorCode.INVALID_SETTING,
                ErrorKind.REJECTED,
                "Provider " + provider + ": " + setting + " " + fault + ". Next: correct it");
    }

    void refuseUnknown() {
        List<String> unknown = values.keySet().stream()
                .filter(setting -> !known.contains(setting))
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            throw new MediaLifecycleException(
                    ErrorCode.INVALID_SETTING,
                    ErrorKind.REJECTED,
                    "Provider " + provider + " knows no setting " + unknown + ". Next: use one of " + known);
        }
    }
}
