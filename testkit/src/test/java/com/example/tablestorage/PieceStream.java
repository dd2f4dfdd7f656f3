package com.example.tablestorage;

import dev.medialifecycle.blob.BlobLocation;
import java.io.IOException;
import java.io.InputStream;

/** Reads piece by piece, so that no connection is held while the reader is slow. */
final class PieceStream extends InputStream {
    private final TableStorage storage;
    private final BlobLocation location;
    private final long end;
    private long next;

    PieceStream(TableStorage storage, BlobLocation location, long start, long end) {
        this.storage = storage;
        this.location = location;
        this.next = start;
        this.end = end;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0 || next >= end) {
            return length == 0 ? 0 : -1;
        }
        byte[] piece = storage.piece(location, (int) (next / TableStorage.PIECE));
        int from = (int) (next % TableStorage.PIECE);
        int count = (int) Math.min(Math.min(length, piece.length - from), end - next);
        System.arraycopy(piece, from, buffer, offset, count);
        next += count;
        return count;
    }
}
