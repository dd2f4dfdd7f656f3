package dev.medialifecycle.local;

import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looks at what only a disk has: the buckets' directories, leave to write to them, and what the file system can do. */
final class Checkup {
    private final String provider;
    private final Set<String> buckets;
    private final Layout layout;
    private final Publication publication;

    Checkup(String provider, Set<String> buckets, Layout layout, Publication publication) {
        this.provider = provider;
        this.buckets = new TreeSet<>(buckets);
        this.layout = layout;
        this.publication = publication;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (String bucket : buckets) {
            findings.add(look(provider + ":" + bucket, layout.bucket(bucket)));
        }
        findings.add(look(provider + " work", layout.temporary()));
        findings.add(races());
        return List.copyOf(findings);
    }

    private static Finding look(String subject, Path directory) {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return Finding.failed(
                    subject,
                    ErrorCode.BUCKET_NOT_FOUND,
                    "its directory is not there",
                    "mount or create it; opening the provider again creates what is missing");
        }
        if (!Files.isReadable(directory) || !Files.isWritable(directory) || !Files.isExecutable(directory)) {
            return Finding.failed(
                    subject,
                    ErrorCode.STORAGE_DENIED,
                    "this process may not read and write its directory",
                    "give the process's user that right");
        }
        return Finding.ok(subject, "its directory can be read and written");
    }

    private Finding races() {
        String subject = provider + " create-only put";
        return publication == Publication.LINK
                ? Finding.ok(subject, "the file system refuses the second of two racers")
                : Finding.warning(
                        subject,
                        ErrorCode.STORAGE_LIES,
                        "the file system has no hard links, so two processes that put one key at once may both win",
                        "let one process write here, or use a file system with hard links");
    }
}
