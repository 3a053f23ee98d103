package studio.backline.platform.mail;

import java.util.List;
import java.util.Optional;

/**
 * What a letter says, in the reader's language, without markup: both its parts are made of it.
 *
 * @param language of the reader, as a BCP 47 tag
 * @param subject one line
 * @param paragraphs in their order
 * @param link where the reader is to go, if anywhere
 * @param why why they got it, below all else
 */
public record LetterText(
        String language, String subject, List<String> paragraphs, Optional<Link> link, String why) {

    /** Copies the list; a subject is one line. */
    public LetterText {
        subject = subject.replaceAll("\\p{Cc}+", " ").strip();
        paragraphs = List.copyOf(paragraphs);
    }

    /**
     * A place to go to.
     *
     * @param label what happens there
     * @param address an http or https address
     */
    public record Link(String label, String address) {}
}
