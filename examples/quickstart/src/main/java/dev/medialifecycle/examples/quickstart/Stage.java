package dev.medialifecycle.examples.quickstart;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.medialifecycle.local.LocalStorage;
import dev.medialifecycle.repository.JobRepository;
import dev.medialifecycle.repository.jdbc.JdbcJobRepository;
import dev.medialifecycle.repository.jdbc.Schema;
import dev.medialifecycle.testkit.FakeReplicate;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a host has around it: a disk, a database, a vendor, a door to the network and a clock. */
final class Stage implements AutoCloseable {
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");

    private final Path folder;
    private final MovableClock clock = new MovableClock();
    private final Account account = new Account();
    private final HikariDataSource dataSource;
    private final Transactions transactions;
    private final Gallery gallery;
    private final LocalStorage disk;
    private final Door door;
    private final FakeReplicate replicate;
    private final HttpClient http = HttpClient.newHttpClient();

    Stage(Path folder) throws IOException, SQLException {
        this.folder = Files.createDirectories(folder.toAbsolutePath());
        this.dataSource = database(this.folder.resolve("database"));
        Schema.migrate(dataSource);
        this.transactions = new Transactions(dataSource);
        this.gallery = new Gallery(dataSource, transactions);
        int port = port(this.folder.resolve("port"));
        this.disk = LocalStorage.at("disk", this.folder.resolve("store"))
                .bucket("inputs")
                .bucket("media")
                .publicBaseUrl(URI.create("http://localhost:" + port + "/files"))
                .signingSecret("a secret of the quickstart's own".getBytes(StandardCharsets.UTF_8))
                .clock(clock)
                .open();
        this.door = new Door(port, disk);
        this.replicate = FakeReplicate.start(clock);
    }

    /** Every commit is on the disk before it returns, so that a killed process forgets nothing. */
    private static HikariDataSource database(Path file) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:file:" + file + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
        config.setUsername("sa");
        config.setPassword("");
        config.setMaximumPoolSize(8);
        return new HikariDataSource(config);
    }

    /** The same port every time, because the gallery holds URLs with it. */
    private static int port(Path file) throws IOException {
        if (!Files.exists(file)) {
            try (ServerSocket free = new ServerSocket(0)) {
                Path written = file.resolveSibling("port.new");
                Files.writeString(written, Integer.toString(free.getLocalPort()));
                Files.move(written, file);
            }
        }
        return Integer.parseInt(Files.readString(file).strip());
    }

    /** Orders a painting from the vendor, over HTTP; answers the vendor's own id for it. */
    String order(URI input) {
        String body = "{\"version\":\"painter\",\"input\":{\"image\":\"" + input + "\"},\"webhook\":\""
                + door.webhooks() + "\",\"webhook_events_filter\":[\"start\",\"completed\"]}";
        HttpRequest request = HttpRequest.newBuilder(replicate.apiBase().resolve("/v1/predictions"))
                .header("Authorization", "Bearer " + replicate.apiToken())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            Matcher id = ID.matcher(answer.body());
            if (answer.statusCode() != 201 || !id.find()) {
                throw new IllegalStateException("The vendor took no order: " + answer.statusCode());
            }
            return id.group(1);
        } catch (IOException e) {
            throw new IllegalStateException("The vendor cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    JobRepository repository() {
        return JdbcJobRepository.joining(dataSource, transactions);
    }

    Path photos() throws IOException {
        return Files.createDirectories(folder.resolve("photos"));
    }

    Path spool() {
        return folder.resolve("spool");
    }

    LocalStorage disk() {
        return disk;
    }

    MovableClock clock() {
        return clock;
    }

    Account account() {
        return account;
    }

    Transactions transactions() {
        return transactions;
    }

    Gallery gallery() {
        return gallery;
    }

    FakeReplicate replicate() {
        return replicate;
    }

    Door door() {
        return door;
    }

    @Override
    public void close() {
        replicate.close();
        door.close();
        disk.close();
        dataSource.close();
    }
}
