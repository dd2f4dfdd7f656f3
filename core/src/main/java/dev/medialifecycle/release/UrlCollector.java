package dev.medialifecycle.release;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a host says which URLs a record holds, in any of three ways that find the same. Thread-safe; collect before the row is
 * deleted, because afterwards nobody knows.
 */
public final class UrlCollector<T> {
    private final Function<? super T, ? extends Stream<? extends @Nullable String>> reading;

    private UrlCollector(Function<? super T, ? extends Stream<? extends @Nullable String>> reading) {
        this.reading = reading;
    }

    /** Asks a function, which may give null and blank values as it finds them. */
    public static <T> UrlCollector<T> of(Function<? super T, ? extends Stream<? extends @Nullable String>> urls) {
        return new UrlCollector<>(urls);
    }

    /** Reads the members marked {@link ManagedMedia}; {@code ML-CFG-004} at once if there are none, or one of a kind that holds no URLs. */
    public static <T> UrlCollector<T> annotated(Class<T> type) {
        AnnotatedUrls urls = AnnotatedUrls.of(type);
        return new UrlCollector<>(urls::in);
    }

    /**
     * Reads JSON text at pointers such as {@code /schema/imageUrl} or {@code /images/*}, where {@code *} stands for every element
     * or member (RFC 6901 otherwise); what is not there is passed over.
     */
    public static UrlCollector<String> jsonPointers(String... pointers) {
        JsonUrls urls = JsonUrls.at(pointers);
        return new UrlCollector<>(urls::in);
    }

    /**
     * The record's URLs, each once, in the order found, without null and blank ones; {@code ML-CFG-004} if the record cannot be
     * read to its end, for then some might be missing.
     */
    public List<String> urls(T record) {
        Set<String> found = new LinkedHashSet<>();
        try (Stream<? extends @Nullable String> urls = reading.apply(record)) {
            urls.forEach(url -> {
                if (url != null && !url.isBlank()) {
                    found.add(url);
                }
            });
        }
        return List.copyOf(found);
    }
}
