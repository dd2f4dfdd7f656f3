package dev.medialifecycle.architecture.broken.upload;

import dev.medialifecycle.blob.StorageProvider;
import java.util.List;

/** Deletes without asking anybody, on purpose. */
final class SecondDoor {
    void delete(StorageProvider provider) {
        provider.delete(List.of());
    }
}
