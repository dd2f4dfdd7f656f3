package dev.medialifecycle.repository.jdbc;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/** Turns what a driver throws into what a caller can act on; never repeats a value. */
final class SqlFailures {
    private static final String DUPLICATE_KEY = "23505";
    private static final String NOT_PERMITTED = "42501";
    private static final String FAILED_BEFORE = "25P02";
    /** Lock timeouts of H2 and PostgreSQL, and H2's row that somebody else changed meanwhile. */
    private static final Set<String> IN_EACH_OTHERS_WAY = Set.of("HYT00", "55P03", "90131");

    private SqlFailures() {}

    /** For a delivery whose id another one has. */
    static MediaLifecycleException idTaken(String what) {
        return new MediaLifecycleException(
                ErrorCode.STALE_VERSION,
                ErrorKind.CONFLICT,
                what + " not recorded: its id is taken. Next: use a new id");
    }

    /** For a statement that failed: the transaction has not happened and will be rolled back. */
    static MediaLifecycleException of(SQLException failure) {
        if (isDuplicate(failure) && names(failure, "ml_asset_location")) {
            return new MediaLifecycleException(
                    ErrorCode.KEY_TAKEN,
                    ErrorKind.CONFLICT,
                    "Asset not recorded: its location has a row, and keys are never reused. Next: use a new key",
                    failure);
        }
        String state = stateOf(failure);
        if (state.startsWith("23")) {
            return conflict("Not recorded: an id is taken, or its row is gone", failure);
        }
        if (state.startsWith("40") || IN_EACH_OTHERS_WAY.contains(state)) {
            return conflict("Not recorded: another transaction was in the way", failure);
        }
        if (state.startsWith("42") && !state.equals(NOT_PERMITTED)) {
            return new MediaLifecycleException(
                    ErrorCode.SCHEMA_MISMATCH,
                    ErrorKind.REJECTED,
                    "A table or column is missing. Next: call Schema.migrate(dataSource) when the application starts",
                    failure);
        }
        if (state.equals(FAILED_BEFORE)) {
            return unavailable("An earlier statement of this transaction failed, which has to be rolled back", failure);
        }
        return unavailable(
                "The database did not answer as it should (SQL state " + state + "); nothing was done", failure);
    }

    /** For a connection that could not be had or prepared: nothing was begun. */
    static MediaLifecycleException notBegun(SQLException failure) {
        return unavailable("No transaction could be begun (SQL state " + stateOf(failure) + ")", failure);
    }

    /** For a commit that failed: unless the database says that it rolled back, nobody knows. */
    static MediaLifecycleException ofCommit(SQLException failure) {
        String state = stateOf(failure);
        boolean isRolledBack = state.startsWith("40") && !state.equals("40003");
        if (isRolledBack || state.startsWith("23") || state.equals(FAILED_BEFORE)) {
            return conflict("Not recorded: the database rolled the commit back", failure);
        }
        return new MediaLifecycleException(
                ErrorCode.REPOSITORY_UNAVAILABLE,
                ErrorKind.OUTCOME_UNKNOWN,
                "The commit was sent and not answered (SQL state " + state + "). Next: look before trying again",
                failure);
    }

    /** A row that is no longer what the caller read. */
    static MediaLifecycleException stale(String what) {
        return new MediaLifecycleException(
                ErrorCode.STALE_VERSION,
                ErrorKind.CONFLICT,
                what + " not changed: somebody else changed it first. Next: read it again and decide again");
    }

    static boolean isDuplicate(SQLException failure) {
        return stateOf(failure).equals(DUPLICATE_KEY);
    }

    /** Constraints have names so that drivers can say which one it was; they say so in their messages only. */
    private static boolean names(SQLException failure, String constraint) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains(constraint);
    }

    private static MediaLifecycleException conflict(String what, SQLException failure) {
        return new MediaLifecycleException(
                ErrorCode.STALE_VERSION, ErrorKind.CONFLICT, what + ". Next: repeat the transaction", failure);
    }

    private static MediaLifecycleException unavailable(String what, SQLException failure) {
        return new MediaLifecycleException(
                ErrorCode.REPOSITORY_UNAVAILABLE, ErrorKind.UNAVAILABLE, what + ". Next: try again later", failure);
    }

    private static String stateOf(SQLException failure) {
        String state = failure.getSQLState();
        return state == null ? "" : state;
    }
}
