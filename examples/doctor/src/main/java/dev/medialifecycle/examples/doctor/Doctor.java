package dev.medialifecycle.examples.doctor;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StorageProviders;
import dev.medialifecycle.diagnosis.Diagnosis;
import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.memory.MemoryJobRepository;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Examines a storage set-up: {@code TYPE SETTING=VALUE …}, such as {@code s3 buckets=images region=eu-central-1}. It writes one
 * small blob to each bucket and takes it away again. {@code explain=URL} tells instead why a URL is ours or not, asking nobody.
 * Exit status 0 if all is well, 2 if something is not; secrets come from the environment, where they stay out of the history
 * of the shell.
 */
public final class Doctor {
    private static final String EXPLAIN = "explain";
    private static final String NAME = "storage";

    private final UnaryOperator<@Nullable String> environment;
    private final PrintStream out;

    Doctor(UnaryOperator<@Nullable String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    public static void main(String[] args) {
        System.exit(new Doctor(System::getenv, System.out).run(List.of(args)));
    }

    /** The exit status. */
    int run(List<String> args) {
        if (args.isEmpty() || args.get(0).contains("=")) {
            out.println("Say a type and its settings, such as: s3 buckets=images region=eu-central-1 [explain=URL]");
            return 2;
        }
        Map<String, String> settings = new TreeMap<>();
        for (String arg : args.subList(1, args.size())) {
            int equals = arg.indexOf('=');
            if (equals < 1) {
                out.println("Settings are NAME=VALUE, and one of these is not. Next: quote values that hold blanks");
                return 2;
            }
            settings.put(arg.substring(0, equals), arg.substring(equals + 1));
        }
        String url = settings.remove(EXPLAIN);
        try (StorageProvider provider = StorageProviders.open(args.get(0), NAME, settings, environment)) {
            return examine(provider, url);
        } catch (MediaLifecycleException e) {
            out.println(e.getMessage());
            return 2;
        }
    }

    private int examine(StorageProvider provider, @Nullable String url) {
        try (MediaLifecycle media = MediaLifecycle.builder()
                .storage(provider)
                .repository(new MemoryJobRepository())
                .noReferences()
                .spool(Path.of(System.getProperty("java.io.tmpdir"), "medialifecycle-doctor"))
                .build()) {
            List<Finding> findings =
                    new ArrayList<>(url == null ? media.diagnose().findings() : media.explainUrl(url));
            // There is no database here to look an asset up in.
            findings.removeIf(finding -> finding.subject().equals("asset"));
            findings.forEach(out::println);
            boolean isHealthy = new Diagnosis(findings).isHealthy();
            out.println(isHealthy ? "PASS" : "FAIL");
            return isHealthy ? 0 : 2;
        }
    }
}
