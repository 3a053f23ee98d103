package studio.backline.platform.mail;

import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.encryption.BlindIndex;
import studio.backline.platform.encryption.FieldEncryption;
import studio.backline.platform.encryption.Purpose;
import studio.backline.platform.encryption.WorkspaceKeys;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.work.TextMap;

/** Seals what a letter says and to whom, since it may hold the key to an account. */
@Component
class LetterSeal {

    private static final String RECIPIENT = "mail.letter.recipient";
    private static final String CONTENT = "mail.letter.content";

    private final FieldEncryption encryption;
    private final BlindIndex index;

    LetterSeal(FieldEncryption encryption, BlindIndex index) {
        this.encryption = encryption;
        this.index = index;
    }

    /** What stands for an address where it is only compared. */
    byte[] key(EmailAddress address) {
        return index.of(WorkspaceKeys.INSTANCE, RECIPIENT, address.key());
    }

    byte[] recipient(WorkspaceId owner, UUID letter, EmailAddress address) {
        return encryption.sealText(place(owner, RECIPIENT, letter), address.value());
    }

    byte[] content(WorkspaceId owner, UUID letter, String words) {
        return encryption.sealText(place(owner, CONTENT, letter), words);
    }

    /** The address that {@link #recipient} sealed. */
    EmailAddress recipient(WorkspaceId owner, UUID letter, byte[] sealed) {
        return new EmailAddress(encryption.openText(place(owner, RECIPIENT, letter), sealed));
    }

    /** The words that {@link #content} sealed. */
    Map<String, String> words(HeldLetter letter, byte[] sealed) {
        String text = encryption.openText(place(letter.workspace(), CONTENT, letter.id()), sealed);
        return TextMap.read(text).orElse(Map.of());
    }

    private static FieldEncryption.Place place(WorkspaceId owner, String field, UUID letter) {
        return new FieldEncryption.Place(owner, field, letter, Purpose.PERSONAL);
    }
}
