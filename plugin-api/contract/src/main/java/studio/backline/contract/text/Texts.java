package studio.backline.contract.text;

/**
 * The plugin's texts, from {@code i18n/messages*.properties} in its jar, in the language of the
 * person who reads; on a thread without a reader in the language of the house.
 */
public interface Texts {

    /**
     * The text of a key, with {@link java.text.MessageFormat} placeholders filled in. An unknown
     * key comes back as itself between question marks, so that it is seen and nothing breaks.
     */
    String get(String key, Object... arguments);
}
