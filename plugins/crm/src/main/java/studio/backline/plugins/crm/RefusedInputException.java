package studio.backline.plugins.crm;

import java.util.List;
import java.util.Locale;

/** A value that cannot be kept as it is. Its text is {@link #key()} in the messages. */
public final class RefusedInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final Problem problem;
    private final int limit;

    /**
     * @param field which, such as {@code given}; its text is {@code crm.field.<field>}
     * @param limit the number that the problem speaks of; 0 where it speaks of none
     */
    public RefusedInputException(String field, Problem problem, int limit) {
        super("%s: %s (%d)".formatted(field, problem, limit));
        this.field = field;
        this.problem = problem;
        this.limit = limit;
    }

    /** Refuses more than so many of something. */
    public static void atMost(String field, int count, int limit) {
        if (count > limit) {
            throw new RefusedInputException(field, Problem.TOO_MANY, limit);
        }
    }

    /** Which field. */
    public String field() {
        return field;
    }

    /** What is wrong with it. */
    public Problem problem() {
        return problem;
    }

    /** The limit, where the problem speaks of one. */
    public int limit() {
        return limit;
    }

    /**
     * The message's key: {@code crm.refused.too-long}, with the arguments of {@link #arguments}.
     */
    public String key() {
        return "crm.refused." + problem.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For the message: {0} the field's text, {1} the limit. */
    public List<Object> arguments(String fieldText) {
        return List.of(fieldText, limit);
    }

    /** What can be wrong with a value. */
    public enum Problem {
        /** Nothing where something is needed. */
        EMPTY,
        /** A word or a sign for nothing, where nothing is said by leaving it out. */
        NOTHING,
        /** More than {1} characters. */
        TOO_LONG,
        /** More than {1} of them. */
        TOO_MANY,
        /** Holds the NUL character, or half of a character, which no database can keep. */
        NOT_TEXT,
        /** Holds a line break where one line is meant. */
        LINE_BREAK,
        /** Not an address for mail. */
        NOT_A_MAIL,
        /** Not known here: a language or a country. */
        UNKNOWN,
        /** A number of which a spreadsheet has kept the first figures alone. */
        ROUNDED,
        /** An address that somebody else has, or nobody any more. */
        NOT_THEIRS
    }
}
