package dev.medialifecycle.s3;

import dev.medialifecycle.diagnosis.Finding;
import java.util.List;

/** Looks at what can be seen without changing anything. */
final class Diagnosis {
    Diagnosis(Clients clients, Buckets buckets, Lists lists, S3StorageBuilder builder) {}

    List<Finding> findings() {
        return List.of();
    }
}
