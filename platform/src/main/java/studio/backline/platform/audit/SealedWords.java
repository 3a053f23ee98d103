package studio.backline.platform.audit;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.encryption.SealBrokenException;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.encryption.FieldEncryption;
import studio.backline.platform.encryption.Purpose;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Seals what stood in what was changed, and opens it again. */
record SealedWords(FieldEncryption encryption) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<TreeMap<String, String>> SHAPE = new TypeReference<>() {};
    private static final int LONGEST = 16_000;

    /** On which side of a change. */
    enum Side {
        BEFORE("audit.before"),
        AFTER("audit.after");

        private final String field;

        Side(String field) {
            this.field = field;
        }
    }

    /** Null for nothing. */
    byte @Nullable [] seal(WorkspaceId chain, UUID entry, Side side, Map<String, String> words) {
        if (words.isEmpty()) {
            return null;
        }
        String text = JSON.writeValueAsString(new TreeMap<>(words));
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "What an audit entry changed has %d characters; %d are kept. Leave texts out."
                            .formatted(text.length(), LONGEST));
        }
        return encryption.sealText(place(chain, entry, side), text);
    }

    /**
     * Nothing for null.
     *
     * @throws SealBrokenException when it belongs elsewhere, was changed, or its key is gone
     */
    Map<String, String> open(WorkspaceId chain, UUID entry, Side side, byte @Nullable [] sealed) {
        return sealed == null
                ? Map.of()
                : JSON.readValue(encryption.openText(place(chain, entry, side), sealed), SHAPE);
    }

    private static FieldEncryption.Place place(WorkspaceId chain, UUID entry, Side side) {
        return new FieldEncryption.Place(chain, side.field, entry, Purpose.PERSONAL);
    }
}
