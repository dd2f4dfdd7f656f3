package com.example.tablestorage;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.MeasuredStream;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.blob.UrlBase;
import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Keeps blobs in the tables of a database, in pieces. */
public final class TableStorage implements StorageProvider {
    static final int PIECE = 64 * 1024;
    static final int PAGE = 500;

    private final String name;
    private final Set<String> buckets;
    private final UrlBase base;
    private final DataSource database;
    private final Clock clock;

    public TableStorage(String name, Set<String> buckets, UrlBase base, DataSource database, Clock clock) {
        this.name = name;
        this.buckets = Set.copyOf(buckets);
        this.base = base;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<String> buckets() {
        return buckets;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                Capability.CREATE_ONLY_PUT,
                Capability.LIST,
                Capability.ORDERED_LIST,
                Capability.RANGE_READ,
                Capability.PUBLIC_URL);
    }

    private void requireOwn(BlobLocation location) {
        if (!location.provider().equals(name)) {
            throw StorageFailure.otherProvider(name, location);
        }
    }

    private Connection connect() {
        try {
            return database.getConnection();
        } catch (SQLException e) {
            throw new MediaLifecycleException(
                    ErrorCode.STORAGE_UNAVAILABLE,
                    ErrorKind.UNAVAILABLE,
                    "The database of provider " + name + " cannot be reached (SQL state " + e.getSQLState() + ")",
                    e);
        }
    }

    private MediaLifecycleException failure(String subject, SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (state.startsWith("28") || state.startsWith("42")) {
            return StorageFailure.denied(subject, "SQL state " + state);
        }
        return StorageFailure.outcomeUnknown(subject, e);
    }

    @Override
    public StoredBlob put(PutRequest request) {
        BlobLocation location = request.location();
        requireOwn(location);
        Instant now = clock.instant();
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            try (MeasuredStream bytes = MeasuredStream.open(request)) {
                insertBlob(connection, request, now);
                insertPieces(connection, location, bytes);
            } catch (SQLException e) {
                connection.rollback();
                throw refusal(location, e);
            } catch (RuntimeException e) {
                connection.rollback();
                throw e;
            }
            connection.commit();
        } catch (SQLException e) {
            throw failure(location.toString(), e);
        }
        return new StoredBlob(
                location, null, request.contentType(), request.source().size(), now);
    }

    private MediaLifecycleException refusal(BlobLocation location, SQLException e) {
        return switch (String.valueOf(e.getSQLState())) {
            case "23505" -> StorageFailure.keyTaken(location);
            case "23503", "23506" -> StorageFailure.bucketNotFound(name, location.bucket());
            default ->
                new MediaLifecycleException(
                        ErrorCode.STORAGE_UNAVAILABLE,
                        ErrorKind.UNAVAILABLE,
                        "Blob " + location + " not stored, and rolled back (SQL state " + e.getSQLState() + ")",
                        e);
        };
    }

    private static void insertBlob(Connection connection, PutRequest request, Instant now) throws SQLException {
        String insert = "INSERT INTO blob (bucket, blob_key, content_type, size, stored) VALUES (?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, request.location().bucket());
            statement.setBytes(2, utf8(request.location().key()));
            statement.setString(3, request.contentType());
            statement.setLong(4, request.source().size());
            statement.setTimestamp(5, Timestamp.from(now));
            statement.executeUpdate();
        }
    }

    private static void insertPieces(Connection connection, BlobLocation location, MeasuredStream bytes)
            throws SQLException {
        String insert = "INSERT INTO piece (bucket, blob_key, number, bytes) VALUES (?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            int number = 0;
            for (byte[] piece = next(bytes); piece.length > 0; piece = next(bytes)) {
                statement.setString(1, location.bucket());
                statement.setBytes(2, utf8(location.key()));
                statement.setInt(3, number++);
                statement.setBytes(4, piece);
                statement.executeUpdate();
            }
        }
    }

    private static byte[] next(MeasuredStream bytes) {
        byte[] piece = new byte[PIECE];
        int length = 0;
        for (int count = 0; count >= 0 && length < PIECE; count = bytes.read(piece, length, PIECE - length)) {
            length += count;
        }
        return Arrays.copyOf(piece, length);
    }

    private static byte[] utf8(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Optional<StoredBlob> stat(BlobLocation location) {
        requireOwn(location);
        String select = "SELECT content_type, size, stored FROM bucket"
                + " LEFT JOIN blob ON blob.bucket = bucket.name AND blob_key = ? WHERE bucket.name = ?";
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setBytes(1, utf8(location.key()));
            statement.setString(2, location.bucket());
            ResultSet row = statement.executeQuery();
            if (!row.next()) {
                throw StorageFailure.bucketNotFound(name, location.bucket());
            }
            return row.getString("content_type") == null ? Optional.empty() : Optional.of(blob(location, row));
        } catch (SQLException e) {
            throw failure(location.toString(), e);
        }
    }

    private static StoredBlob blob(BlobLocation location, ResultSet row) throws SQLException {
        Instant stored = row.getTimestamp("stored").toInstant();
        return new StoredBlob(location, null, row.getString("content_type"), row.getLong("size"), stored);
    }

    @Override
    public InputStream open(BlobLocation location, ByteRange range) {
        StoredBlob blob = stat(location).orElseThrow(() -> StorageFailure.blobNotFound(location));
        long end = range.length() < blob.size() - range.offset() ? range.offset() + range.length() : blob.size();
        return new BufferedInputStream(new PieceStream(this, location, range.offset(), end), PIECE);
    }

    byte[] piece(BlobLocation location, int number) throws IOException {
        String select = "SELECT bytes FROM piece WHERE bucket = ? AND blob_key = ? AND number = ?";
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setString(1, location.bucket());
            statement.setBytes(2, utf8(location.key()));
            statement.setInt(3, number);
            ResultSet row = statement.executeQuery();
            if (!row.next()) {
                throw new EOFException("Blob " + location + " was deleted while it was read");
            }
            return row.getBytes("bytes");
        } catch (SQLException e) {
            throw new IOException("Blob " + location + " cannot be read any further", e);
        }
    }

    @Override
    public List<Deletion> delete(List<StoredBlob> blobs) {
        List<Deletion> verdicts = new ArrayList<>(blobs.size());
        for (StoredBlob blob : blobs) {
            verdicts.add(delete(blob.location()));
        }
        return verdicts;
    }

    private Deletion delete(BlobLocation location) {
        try {
            requireOwn(location);
            if (deleteRow(location)) {
                return Deletion.deleted(location);
            }
            requireBucket(location.bucket());
            return Deletion.alreadyAbsent(location);
        } catch (MediaLifecycleException e) {
            return StorageFailure.verdict(location, e);
        }
    }

    private boolean deleteRow(BlobLocation location) {
        String delete = "DELETE FROM blob WHERE bucket = ? AND blob_key = ?";
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(delete)) {
            statement.setString(1, location.bucket());
            statement.setBytes(2, utf8(location.key()));
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw failure(location.toString(), e);
        }
    }

    private void requireBucket(String bucket) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement("SELECT 1 FROM bucket WHERE name = ?")) {
            statement.setString(1, bucket);
            if (!statement.executeQuery().next()) {
                throw StorageFailure.bucketNotFound(name, bucket);
            }
        } catch (SQLException e) {
            throw failure(name + ":" + bucket, e);
        }
    }

    @Override
    public BlobPage list(String bucket, String prefix, @Nullable String token) {
        requireBucket(bucket);
        String select = "SELECT blob_key, content_type, size, stored FROM blob"
                + " WHERE bucket = ? AND blob_key >= ? AND blob_key < ? AND blob_key > ? ORDER BY blob_key LIMIT ?";
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setString(1, bucket);
            statement.setBytes(2, utf8(prefix));
            statement.setBytes(3, endOf(prefix));
            statement.setBytes(4, token == null ? new byte[0] : keyIn(token, prefix));
            statement.setInt(5, PAGE + 1);
            return page(bucket, statement.executeQuery());
        } catch (SQLException e) {
            throw failure(name + ":" + bucket + "/" + prefix, e);
        }
    }

    private BlobPage page(String bucket, ResultSet rows) throws SQLException {
        List<StoredBlob> blobs = new ArrayList<>();
        while (rows.next()) {
            if (blobs.size() == PAGE) {
                String last = blobs.get(PAGE - 1).location().key();
                return new BlobPage(blobs, HexFormat.of().formatHex(utf8(last)));
            }
            String key = new String(rows.getBytes("blob_key"), StandardCharsets.UTF_8);
            blobs.add(blob(new BlobLocation(name, bucket, key), rows));
        }
        return new BlobPage(blobs, null);
    }

    /** The first key that comes after all keys with the prefix; UTF-8 has no byte 0xFF. */
    private static byte[] endOf(String prefix) {
        byte[] end = prefix.isEmpty() ? new byte[] {(byte) 0xFE} : utf8(prefix);
        end[end.length - 1]++;
        return end;
    }

    private byte[] keyIn(String token, String prefix) {
        try {
            byte[] key = HexFormat.of().parseHex(token);
            if (new String(key, StandardCharsets.UTF_8).startsWith(prefix)) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            throw StorageFailure.unknownToken(name);
        }
        throw StorageFailure.unknownToken(name);
    }

    @Override
    public URI publicUrl(BlobLocation location) {
        requireOwn(location);
        return URI.create(base.resolve(location.bucket() + "/" + location.key()));
    }

    @Override
    public URI signedUrl(BlobLocation location, Duration lifetime) {
        throw StorageFailure.unsupported(name, Capability.SIGNED_URL);
    }

    @Override
    public Located locate(String url) {
        return base.locate(url, name, buckets);
    }

    @Override
    public List<Finding> diagnose() {
        return buckets.stream().sorted().map(this::look).toList();
    }

    private Finding look(String bucket) {
        String subject = name + ":" + bucket;
        try {
            requireBucket(bucket);
            return Finding.ok(subject, "its row is there");
        } catch (MediaLifecycleException e) {
            return Finding.failed(
                    subject, e.code(), String.valueOf(e.getMessage()), "INSERT INTO bucket, or look at the cause");
        }
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return type == DataSource.class ? Optional.of(type.cast(database)) : Optional.empty();
    }

    @Override
    public void close() {
        // The data source belongs to whoever made it.
    }
}
