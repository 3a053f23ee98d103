package studio.backline.contract.encryption;

import java.util.UUID;

/**
 * Seals and opens fields with the key of the caller's workspace (AES-256-GCM; workspace, field, row
 * and purpose are bound as associated data). Any thread that has a caller; no transaction needed.
 */
public interface Sealer {

    /**
     * Seals a text.
     *
     * @param field the id from {@link SealedField}
     * @param row the id of the row that will hold it
     */
    Sealed<String> seal(String field, UUID row, String text);

    /**
     * Opens what was sealed for the same workspace, field and row.
     *
     * @throws SealBrokenException when it was sealed for another one, was changed, or its key is
     *     destroyed
     */
    String open(String field, UUID row, Sealed<String> sealed);
}
