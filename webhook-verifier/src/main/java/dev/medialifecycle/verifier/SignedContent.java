package dev.medialifecycle.verifier;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The recipe of what is signed, taken apart once: what comes before the body's share, that share, and what comes after it. */
final class SignedContent {
    /** What of the body is signed. */
    enum Share {
        /** Its bytes. */
        RAW,
        /** The hash of its bytes, in lower-case hex. */
        HASHED,
        /** The text at one place in it; the rest is not signed. */
        PICKED
    }

    private enum Kind {
        LITERAL,
        ID,
        USER,
        TIMESTAMP,
        SECRET,
        BODY
    }

    private record Piece(Kind kind, String text) {}

    private static final Pattern PIECES = Pattern.compile("(\\{id})|(\\{user})|(\\{timestamp})|(\\{secret})"
            + "|(\\{body}|\\{sha256\\(body\\)}|\\{/[^{}|]+(?:\\|/[^{}|]+)*})|[\\x00-\\x7F&&[^{}]]+");
    private static final Kind[] GROUPS = {Kind.LITERAL, Kind.ID, Kind.USER, Kind.TIMESTAMP, Kind.SECRET, Kind.BODY};
    private static final String RAW_BODY = "{body}";
    private static final byte[] NOTHING = {};

    private final Piece[] beforeBody;
    private final Piece[] afterBody;
    private final String body;
    private final Share share;
    private final char endOfId;
    private final char endOfUser;
    private final char endOfPicked;

    private SignedContent(List<Piece> pieces, int body) {
        this.beforeBody = pieces.subList(0, body).toArray(Piece[]::new);
        this.afterBody = pieces.subList(body + 1, pieces.size()).toArray(Piece[]::new);
        this.body = pieces.get(body).text();
        this.share = share(this.body);
        this.endOfId = endOf(Kind.ID, pieces);
        this.endOfUser = endOf(Kind.USER, pieces);
        this.endOfPicked = endOf(Kind.BODY, pieces);
    }

    /** Takes a recipe apart; throws {@link IllegalArgumentException} if it is none, or leaves open where one part ends. */
    static SignedContent of(String recipe) {
        List<Piece> pieces =
                PIECES.matcher(recipe).results().map(SignedContent::piece).toList();
        List<Kind> kinds = pieces.stream().map(Piece::kind).toList();
        String whole = String.join("", pieces.stream().map(Piece::text).toList());
        int body = kinds.indexOf(Kind.BODY);
        if (!whole.equals(recipe) || body < 0 || body != kinds.lastIndexOf(Kind.BODY)) {
            throw new IllegalArgumentException(
                    "Not a recipe for signed content with the body in it once: \"" + recipe + "\"");
        }
        requireBoundaries(pieces, recipe);
        return new SignedContent(pieces, body);
    }

    boolean hasId() {
        return has(Kind.ID);
    }

    boolean hasUser() {
        return has(Kind.USER);
    }

    boolean hasTimestamp() {
        return has(Kind.TIMESTAMP);
    }

    boolean hasSecret() {
        return has(Kind.SECRET);
    }

    Share share() {
        return share;
    }

    /** Where in the body the signed text is, as JSON pointers (RFC 6901) of which one has to lead somewhere. */
    List<String> pointers() {
        return List.of(body.substring(1, body.length() - 1).split("\\|"));
    }

    /** Whether nothing stands between the body and a number, so that digits could move from one to the other. */
    boolean isBodyUnbounded() {
        boolean isAfterNumber = beforeBody.length > 0 && beforeBody[beforeBody.length - 1].kind() == Kind.TIMESTAMP;
        boolean isBeforeNumber = afterBody.length > 0 && afterBody[0].kind() == Kind.TIMESTAMP;
        return share == Share.RAW && (isAfterNumber || isBeforeNumber);
    }

    /** The character that ends the id, which may therefore not be in it. */
    char endOfId() {
        return endOfId;
    }

    /** The character that ends the user, which may therefore not be in it. */
    char endOfUser() {
        return endOfUser;
    }

    /** The character that ends what was picked from the body, which may therefore not be in it. */
    char endOfPicked() {
        return endOfPicked;
    }

    AssuranceLevel assurance() {
        if (share == Share.PICKED) {
            return hasTimestamp() ? AssuranceLevel.ID_ONLY : AssuranceLevel.BEARER;
        }
        if (!hasTimestamp()) {
            return AssuranceLevel.BODY_ONLY;
        }
        return hasId() ? AssuranceLevel.FULL : AssuranceLevel.TIMED_BODY;
    }

    byte[] beforeBody(SignedHeaders signed, byte[] secret) {
        return bytes(beforeBody, signed, secret);
    }

    byte[] afterBody(SignedHeaders signed, byte[] secret) {
        return bytes(afterBody, signed, secret);
    }

    /** The bytes of one side; id, user and timestamp are ASCII, as their grammars demand. */
    private static byte[] bytes(Piece[] pieces, SignedHeaders signed, byte[] secret) {
        if (pieces.length == 0) {
            return NOTHING;
        }
        int length = 0;
        for (Piece piece : pieces) {
            length += piece.kind() == Kind.SECRET
                    ? secret.length
                    : filled(piece, signed).length();
        }
        byte[] bytes = new byte[length];
        int at = 0;
        for (Piece piece : pieces) {
            if (piece.kind() == Kind.SECRET) {
                System.arraycopy(secret, 0, bytes, at, secret.length);
                at += secret.length;
            } else {
                at = copy(filled(piece, signed), bytes, at);
            }
        }
        return bytes;
    }

    // Deprecated because it keeps the low bytes only, which is all that ASCII has; anything else makes objects.
    @SuppressWarnings("deprecation")
    private static int copy(String ascii, byte[] target, int at) {
        ascii.getBytes(0, ascii.length(), target, at);
        return at + ascii.length();
    }

    private static String filled(Piece piece, SignedHeaders signed) {
        String sent = switch (piece.kind()) {
            case ID -> signed.id();
            case USER -> signed.user();
            case TIMESTAMP -> signed.timestamp();
            case LITERAL, SECRET, BODY -> null;
        };
        return sent == null ? piece.text() : sent;
    }

    private static Share share(String body) {
        if (body.startsWith("{/")) {
            return Share.PICKED;
        }
        return body.equals(RAW_BODY) ? Share.RAW : Share.HASHED;
    }

    private static Piece piece(MatchResult match) {
        for (int group = 1; group < GROUPS.length; group++) {
            if (match.group(group) != null) {
                return new Piece(GROUPS[group], match.group());
            }
        }
        return new Piece(Kind.LITERAL, match.group());
    }

    /** Whatever was sent has to end at a literal, or with the content; a raw body is told from a number by its own form. */
    private static void requireBoundaries(List<Piece> pieces, String recipe) {
        for (int i = 0; i + 1 < pieces.size(); i++) {
            if (!isBounded(pieces.get(i), pieces.get(i + 1))) {
                throw new IllegalArgumentException("Nothing tells where "
                        + pieces.get(i).text() + " ends in \"" + recipe + "\", so bytes could move into "
                        + pieces.get(i + 1).text());
            }
        }
    }

    private static boolean isBounded(Piece piece, Piece next) {
        boolean isRaw = piece.text().equals(RAW_BODY);
        return switch (piece.kind()) {
            case LITERAL -> true;
            // Whoever knows a hash over secret and body knows one over secret, body and more.
            case SECRET -> false;
            case BODY ->
                share(piece.text()) == Share.HASHED
                        || next.kind() == Kind.LITERAL
                        || next.kind() == Kind.SECRET
                        || (isRaw && next.kind() == Kind.TIMESTAMP);
            case ID, USER -> next.kind() == Kind.LITERAL || next.kind() == Kind.SECRET;
            case TIMESTAMP ->
                next.kind() == Kind.SECRET
                        || next.text().equals(RAW_BODY)
                        || (next.kind() == Kind.LITERAL
                                && !Character.isDigit(next.text().charAt(0)));
        };
    }

    private static char endOf(Kind kind, List<Piece> pieces) {
        for (int i = 0; i + 1 < pieces.size(); i++) {
            if (pieces.get(i).kind() == kind && pieces.get(i + 1).kind() == Kind.LITERAL) {
                return pieces.get(i + 1).text().charAt(0);
            }
        }
        return '.';
    }

    private boolean has(Kind kind) {
        return Arrays.stream(beforeBody).anyMatch(p -> p.kind() == kind)
                || Arrays.stream(afterBody).anyMatch(p -> p.kind() == kind);
    }
}
