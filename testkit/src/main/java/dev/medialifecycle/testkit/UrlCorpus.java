package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.StorageProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of URLs and what each must mean to a provider, one a line, with tabs between the parts: the URL, then {@code owned} and
 * {@code bucket/key}, {@code ambiguous} and several of those, {@code foreign}, {@code unparseable}, or {@code not-ours} for one of
 * the two. Lines that start with {@code #} and empty lines say nothing; <code>&#92;t</code>, <code>&#92;n</code>,
 * <code>&#92;&#92;</code> and <code>&#92;u0000</code> stand for what a line cannot hold.
 */
public final class UrlCorpus {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|[tn\\\\])");

    private record Line(int number, String url, List<String> expected) {}

    private final String name;
    private final List<Line> lines = new ArrayList<>();

    private UrlCorpus(String name) {
        this.name = name;
    }

    /** Reads the resource beside the class; a file without a single URL is refused. */
    public static UrlCorpus beside(Class<?> type, String resource) {
        try (InputStream bytes = type.getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IllegalArgumentException("There is no " + resource + " beside " + type.getName());
            }
            UrlCorpus corpus = new UrlCorpus(resource);
            corpus.read(new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
            return corpus;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many URLs it has. */
    public int size() {
        return lines.size();
    }

    /** Throws an {@link AssertionError} that names all lines which the provider understands otherwise. */
    public void assertReadBy(StorageProvider provider) {
        Complaints complaints = new Complaints();
        for (Line line : lines) {
            complaints.check(name + ":" + line.number() + " " + line.url(), () -> {
                Located located = provider.locate(line.url());
                if (!fits(provider, line.expected(), located)) {
                    throw new AssertionError("expected " + line.expected() + ", not " + located);
                }
            });
        }
        complaints.assertNone();
    }

    private void read(String text) {
        int number = 0;
        for (String line : text.split("\r?\n", -1)) {
            number++;
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            List<String> parts = Arrays.stream(line.split("\t", -1))
                    .map(UrlCorpus::unescaped)
                    .toList();
            if (parts.size() < 2) {
                throw new IllegalArgumentException(name + ":" + number + " has no tab");
            }
            lines.add(new Line(number, parts.get(0), parts.subList(1, parts.size())));
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException(name + " has no URL");
        }
    }

    private static boolean fits(StorageProvider provider, List<String> expected, Located located) {
        List<BlobLocation> locations = expected.subList(1, expected.size()).stream()
                .map(name -> new BlobLocation(
                        provider.name(), name.substring(0, name.indexOf('/')), name.substring(name.indexOf('/') + 1)))
                .toList();
        return switch (expected.get(0)) {
            case "owned" -> located instanceof Located.Owned owned && locations.equals(List.of(owned.location()));
            case "ambiguous" ->
                located instanceof Located.Ambiguous ambiguous
                        && ambiguous.candidates().size() == locations.size()
                        && ambiguous.candidates().containsAll(locations);
            case "foreign" -> located instanceof Located.Foreign;
            case "unparseable" -> located instanceof Located.Unparseable;
            case "not-ours" -> located instanceof Located.Foreign || located instanceof Located.Unparseable;
            default -> throw new IllegalArgumentException("\"" + expected.get(0) + "\" is nothing that a URL can be");
        };
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(escape -> switch (escape.group(1).charAt(0)) {
            case 't' -> "\t";
            case 'n' -> "\n";
            case 'u' -> literal((char) Integer.parseInt(escape.group(1).substring(1), 16));
            default -> "\\\\";
        });
    }

    /** Not what a replacement makes of a dollar sign or a backslash. */
    private static String literal(char sign) {
        return Matcher.quoteReplacement(String.valueOf(sign));
    }
}
