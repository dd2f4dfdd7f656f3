package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.testkit.ServiceFaults.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever is said about a failure, a finding or the provider itself may be logged and shown to anybody. */
abstract class SecretGroup extends ContractGroup {
    private static final int SHORTEST_TOKEN = 20;

    SecretGroup(StorageProviderContract contract) {
        super(contract);
    }

    @Test
    void says_no_secret_in_what_it_throws_answers_and_finds() {
        Set<String> secrets = new HashSet<>(contract().secrets());
        secrets.addAll(tokensOf(provider()));
        assumeFalse(secrets.isEmpty(), "there is nothing to keep secret");
        List<String> said = new ArrayList<>();
        work().put("taken", SeededRandom.utf8("x"));

        listen(provider(), said);
        contract().openWithBrokenCredentials().ifPresent(stranger -> listenAndClose(stranger, said));
        contract().openOnMissingBucket().ifPresent(lost -> listenAndClose(lost, said));
        contract().faults().ifPresent(faults -> {
            for (Trouble trouble : faults.possible()) {
                faults.begin(trouble, work().at("taken"));
                listen(provider(), said);
                faults.end();
            }
        });

        assertThat(said).isNotEmpty();
        for (String secret : secrets) {
            assertThat(said).noneMatch(text -> text.contains(secret), "says \"" + secret + "\"");
        }
    }

    private void listenAndClose(StorageProvider provider, List<String> said) {
        try (provider) {
            listenTo(provider, said);
        }
    }

    private void listen(StorageProvider provider, List<String> said) {
        for (BlobLocation location : List.of(work().at("taken"), work().use("free"), missing("a"), elsewhere("a"))) {
            ask(provider, location, said);
        }
        listenTo(provider, said);
    }

    private void listenTo(StorageProvider provider, List<String> said) {
        said.add(provider.toString());
        hear(said, () -> provider.diagnose().forEach(finding -> said.add(finding.toString())));
        for (String bucket : provider.buckets()) {
            ask(
                    provider,
                    new BlobLocation(
                            provider.name(), bucket, work().use("listen").key()),
                    said);
        }
    }

    private static void ask(StorageProvider provider, BlobLocation location, List<String> said) {
        Duration lifetime = Duration.ofMinutes(1);
        hear(said, () -> said.add(provider.stat(location).toString()));
        hear(said, () -> readAll(provider, location));
        hear(
                said,
                () -> provider.put(
                        new PutRequest(location, TestSource.breaking(SeededRandom.utf8("ab")), "text/plain")));
        hear(said, () -> provider.put(new PutRequest(location, TestSource.of(SeededRandom.utf8("ab")), "text/plain")));
        hear(said, () -> provider.list(location.bucket(), location.key(), null));
        hear(said, () -> provider.list(location.bucket(), location.key(), "no such token"));
        hear(said, () -> provider.publicUrl(location));
        hear(said, () -> provider.signedUrl(location, lifetime));
        hear(
                said,
                () -> said.add(
                        provider.signedPut(location, "text/plain", 1, lifetime).toString()));
        hear(said, () -> provider.abortUnfinished(location.bucket(), Instant.EPOCH));
        hear(said, () -> {
            for (Deletion deletion : provider.delete(List.of(Workspace.unseen(location)))) {
                said.add(deletion.toString());
            }
        });
    }

    private static void readAll(StorageProvider provider, BlobLocation location) throws IOException {
        try (InputStream bytes = provider.open(location, ByteRange.all())) {
            bytes.readAllBytes();
        }
    }

    /** Keeps what a call throws, with its causes and all that was suppressed. */
    private static void hear(List<String> said, Complaints.Check call) {
        try {
            call.run();
        } catch (Exception e) {
            StringWriter text = new StringWriter();
            e.printStackTrace(new PrintWriter(text));
            said.add(text.toString());
        }
    }

    /** Signatures and tokens in the URLs that the provider makes, which are as good as passwords. */
    private Set<String> tokensOf(StorageProvider provider) {
        Set<String> tokens = new HashSet<>();
        if (provider.capabilities().contains(Capability.SIGNED_URL)) {
            String query = signedUrl(work().at("signed")).getRawQuery();
            for (String pair : query == null ? new String[0] : query.split("&", -1)) {
                String value = pair.substring(pair.indexOf('=') + 1);
                if (value.length() >= SHORTEST_TOKEN) {
                    tokens.add(value);
                }
            }
        }
        return tokens;
    }
}
