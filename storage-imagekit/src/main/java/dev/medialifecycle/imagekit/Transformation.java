package dev.medialifecycle.imagekit;

import dev.medialifecycle.blob.PercentEncoding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A transformation may show other files than the one it is applied to: overlays, and what stands in for a missing file. */
final class Transformation {
    /** Layers whose input is a text and no file. */
    private static final Set<String> WITHOUT_FILE = Set.of("text");

    private Transformation() {}

    /** The transformations in a URL's query, decoded. */
    static List<String> inQuery(@Nullable String query) {
        return Stream.ofNullable(query)
                .flatMap(text -> Stream.of(text.split("&", -1)))
                .filter(parameter -> parameter.startsWith("tr="))
                .map(parameter -> decoded(parameter.substring("tr=".length())))
                .toList();
    }

    /** The paths below the endpoint of all other files it names; empty if one of them cannot be read. */
    static Optional<List<String>> filesIn(String transformation) {
        List<String> files = new ArrayList<>();
        Deque<String> layers = new ArrayDeque<>();
        for (String step : transformation.split("[,:]", -1)) {
            if (step.equals("l-end")) {
                layers.poll();
            } else if (step.startsWith("l-")) {
                layers.push(step.substring("l-".length()));
            } else {
                Optional<String> file = fileIn(step, layers.peek());
                if (file.isEmpty()) {
                    return Optional.empty();
                }
                files.add(file.get());
            }
        }
        return Optional.of(files.stream().filter(file -> !file.isEmpty()).toList());
    }

    /** An empty path for a step that names no file. */
    private static Optional<String> fileIn(String step, @Nullable String layer) {
        boolean isFileLayer = layer != null && !WITHOUT_FILE.contains(layer);
        if (step.startsWith("oi-") || step.startsWith("di-")) {
            return Optional.of(path(step.substring("oi-".length())));
        }
        if (isFileLayer && step.startsWith("i-")) {
            return Optional.of(path(step.substring("i-".length())));
        }
        if (isFileLayer && step.startsWith("ie-")) {
            return base64(step.substring("ie-".length())).map(Transformation::path);
        }
        return Optional.of("");
    }

    private static String path(String value) {
        return decoded(value).replace("@@", "/").replaceFirst("^/", "");
    }

    private static String decoded(String value) {
        return PercentEncoding.decode(value).orElse(value);
    }

    private static Optional<String> base64(String value) {
        try {
            byte[] bytes = Base64.getUrlDecoder()
                    .decode(decoded(value).replace('+', '-').replace('/', '_'));
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
