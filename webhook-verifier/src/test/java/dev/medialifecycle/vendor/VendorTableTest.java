package dev.medialifecycle.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.webhook.Vendor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/vendors.md} says of each vendor is what its profile says. */
class VendorTableTest {
    @Test
    void lists_what_every_vendor_sends() throws IOException {
        assertThat(rows("| Vendor | Scheme"))
                .containsExactlyElementsOf(
                        Vendors.all().stream().map(VendorTableTest::sent).toList());
    }

    @Test
    void lists_the_words_of_every_vendor() throws IOException {
        assertThat(rows("| Vendor | Waits"))
                .containsExactlyElementsOf(Vendors.all().stream()
                        .filter(profile -> profile.webhooks() != null)
                        .map(VendorTableTest::words)
                        .toList());
    }

    @Test
    void lists_what_every_vendor_is_asked() throws IOException {
        assertThat(rows("| Vendor | Asked"))
                .containsExactlyElementsOf(Vendors.all().stream()
                        .filter(profile -> profile.api() != null)
                        .map(VendorTableTest::asked)
                        .toList());
    }

    private static List<String> rows(String head) throws IOException {
        return Files.readAllLines(Path.of("../docs/vendors.md")).stream()
                .dropWhile(line -> !line.startsWith(head))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    private static String sent(VendorProfile profile) {
        Webhooks webhooks = profile.webhooks();
        Vendor vendor = Samples.usual(profile.name()).build();
        String scheme = webhooks == null
                ? "sends nothing"
                : webhooks.scheme() == null
                        ? "callback URL"
                        : "`" + webhooks.scheme().name() + "`";
        return row(
                "`" + profile.name() + "`",
                scheme,
                webhooks == null ? "–" : vendor.trust().proven().name(),
                hosts(profile),
                time(profile.outputs().life()),
                time(profile.patience().pollAfter()),
                webhooks == null ? "–" : time(profile.patience().retryHorizon()),
                profile.confidence().word(),
                profile.page());
    }

    private static String words(VendorProfile profile) {
        StatusWords words = profile.webhooks().words();
        List<String> cells = new ArrayList<>(List.of("`" + profile.name() + "`"));
        for (JobState state : List.of(
                JobState.QUEUED,
                JobState.RUNNING,
                JobState.SUCCEEDED,
                JobState.FAILED,
                JobState.CANCELED,
                JobState.EXPIRED,
                JobState.ENDED)) {
            cells.add(quoted(words.of(state).stream()));
        }
        return row(cells.toArray(String[]::new));
    }

    private static String asked(VendorProfile profile) {
        Api api = profile.api();
        return row(
                "`" + profile.name() + "`",
                quoted(api.inquiry().paths().stream().map(path -> "GET " + path)),
                "`" + api.tokenHeader() + ": " + (api.tokenPrefix() + "…").strip() + "`",
                command(api.cancel()),
                command(api.forget()));
    }

    private static String command(Command command) {
        return command == null ? "–" : "`" + command.method() + " " + command.path() + "`";
    }

    private static String hosts(VendorProfile profile) {
        return quoted(profile.outputs().hosts().stream().sorted());
    }

    private static String quoted(Stream<String> texts) {
        String all = texts.map(text -> "`" + text + "`").collect(Collectors.joining(", "));
        return all.isEmpty() ? "–" : all;
    }

    private static String time(Duration time) {
        return time.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
