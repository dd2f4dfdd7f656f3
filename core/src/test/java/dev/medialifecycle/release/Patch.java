package dev.medialifecycle.release;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A host's record as the tests know it: images in an array, one more in a nested object. */
record Patch(
        String name,
        @ManagedMedia List<Image> images,
        @ManagedMedia @Nullable Schema schema) {

    record Image(@ManagedMedia @Nullable String url, String caption) {}

    record Schema(String version, @ManagedMedia @Nullable URI imageUrl) {}

    static final UrlCollector<Patch> BY_FUNCTION = UrlCollector.of(patch -> Stream.concat(
            patch.images.stream().map(Image::url),
            Stream.ofNullable(patch.schema).map(Schema::imageUrl).map(url -> url == null ? null : url.toString())));
    static final UrlCollector<Patch> BY_ANNOTATION = UrlCollector.annotated(Patch.class);
    static final UrlCollector<String> BY_POINTERS = UrlCollector.jsonPointers("/images/*/url", "/schema/imageUrl");

    static Patch with(int images, @Nullable Schema schema) {
        return new Patch(
                "p1",
                Stream.iterate(1, number -> number + 1)
                        .limit(images)
                        .map(number -> new Image("https://cdn.example/u1/" + number + ".png", "no URL"))
                        .toList(),
                schema);
    }

    /** The record as the host's document store keeps it. */
    String json() {
        String elements = images.stream()
                .map(image -> "{\"url\": " + quoted(image.url) + ", \"caption\": \"no URL\"}")
                .collect(Collectors.joining(", ", "[", "]"));
        String nested = schema == null ? "null" : "{\"version\": \"2\", \"imageUrl\": " + quoted(schema.imageUrl) + "}";
        return "{\"name\": \"p1\", \"images\": " + elements + ", \"schema\": " + nested + "}";
    }

    private static String quoted(@Nullable Object text) {
        return text == null ? "null" : "\"" + text + "\"";
    }
}
