package dev.medialifecycle.examples.quickstart;

import dev.medialifecycle.blob.Located;
import dev.medialifecycle.local.LocalStorage;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** URL-to-location parsing alone: what a URL stands for, or that it stands for nothing of ours; never an exception. */
public final class LocateAlone {
    private LocateAlone() {}

    public static void main(String[] args) throws Exception {
        Path root = Files.createTempDirectory("locate-alone");
        try (LocalStorage disk = LocalStorage.at("disk", root)
                .bucket("media")
                .publicBaseUrl(URI.create("https://media.example.com/files"))
                .open()) {
            List<String> urls = List.of(
                    "https://media.example.com/files/media/u1/saved/a%20b.png",
                    "https://MEDIA.example.com:443/files/media/u1/saved/a%20b.png?v=2",
                    "https://media.example.com.evil.org/files/media/u1/a.png",
                    "https://media.example.com/files/media/%2e%2e/secret",
                    "not a url",
                    "");
            List<Located> all = urls.stream().map(disk::locate).toList();
            for (int i = 0; i < urls.size(); i++) {
                System.out.println("\"" + urls.get(i) + "\" -> " + all.get(i));
            }
            boolean isRight = all.get(0) instanceof Located.Owned
                    && all.get(0).equals(all.get(1))
                    && all.subList(2, 6).stream().noneMatch(Located.Owned.class::isInstance);
            System.out.println(isRight ? "PASS" : "FAIL");
            System.exit(isRight ? 0 : 1);
        }
    }
}
