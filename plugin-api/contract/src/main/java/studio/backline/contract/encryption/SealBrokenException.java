package studio.backline.contract.encryption;

/** A sealed field cannot be opened. Says which field, never what is in it. */
public final class SealBrokenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param field the field's id
     * @param reason what is wrong, in a clause: 'was sealed for another row, or changed'
     */
    public SealBrokenException(String field, String reason) {
        super("The sealed field '%s' cannot be opened: it %s.".formatted(field, reason));
    }
}
