package studio.backline.contract.text;

import java.util.HashMap;
import java.util.Map;

/**
 * The letters of Latin that have no decomposition, spelled plainly: those that Unicode's own Latin
 * to ASCII (CLDR) and PostgreSQL's unaccent know, and the open and turned ones of languages that
 * are written with them today (Azeri, Ewe, Igbo). The other sigma of Greek stands with them. A
 * change here is a change of stored keys: whoever keeps any makes them anew.
 */
final class PlainLetters {

    private static final String ALL =
            """
            a ɐɑʌᴀᶏⱥ
            aa ꜳ
            ae æᴁꞛ
            ao ꜵ
            au ꜷ
            av ꜹꜻ
            ay ꜽ
            b ƀƃɓʙᴃᵬᶀꞗ
            c ƈȼɕᴄꞓ
            d ðđƌȡɖɗᴅᴆᵭᶁᶑꝱꝺꟈ
            db ȸ
            dz ʣʥ
            e ǝɇɘəɛɜᴇᶒᶓⱸ
            f ƒᵮᶂꜰꝼꞙ
            g ǥɠɡɢɣʛᵹᶃꞡꟑ
            h ħɦɧʜⱨ
            hv ƕ
            i ıɨɩɪᵻᶖ
            j ȷɉɟʝᴊ
            k ĸƙᴋᶄⱪꝁꝃꝅꞣ
            l łƚȴɫɬɭʟᴌᶅⱡꝇꝉꝲ
            ll ỻ
            ls ʪ
            lz ʫ
            m ɱᴍᵯᶆꝳ
            n ŋƞȵɲɳɴᵰᶇꝴꞑꞥ
            o øɔɵᴏⱺꝋꝍꟁ
            oe œɶꞝ
            oi ƣ
            oo ꝏ
            ou ȣ
            p ƥᴘᵱᵽᶈꝑꝓꝕ
            q ɋʠꝗꝙ
            qp ȹ
            r ɍɼɽɾʀᵲᵳᶉꝛꝵꝶꞃꞧ
            s ȿʂʃᵴᶊẜẝꜱꞅꞩꟊ
            ss ß
            t ŧƫƭȶʈᴛᵵⱦꝷꞇ
            th þᵺꝥꝧ
            ts ʦ
            u ɯʉʊᴜᵾᶙꞹ
            ue ᵫꞟ
            v ʋᴠᶌỽⱱⱴꝟ
            vy ꝡ
            w ƿᴡⱳ
            x ᶍ
            y ƴɏʏỿ
            z ƶȥɀʐʑʒᴢᵶᶎⱬꝣ
            σ ς
            """;

    private static final Map<Integer, String> PLAIN = read();

    private PlainLetters() {}

    /** Adds a letter, in lower case and decomposed, as it is spelled plainly. */
    static void append(StringBuilder text, int point) {
        String plain = point < 0x80 ? null : PLAIN.get(point);
        if (plain == null) {
            text.appendCodePoint(point);
            return;
        }
        text.append(plain);
    }

    private static Map<Integer, String> read() {
        Map<Integer, String> plain = new HashMap<>();
        ALL.lines()
                .forEach(
                        line -> {
                            int blank = line.indexOf(' ');
                            String spelled = line.substring(0, blank);
                            line.substring(blank + 1)
                                    .codePoints()
                                    .forEach(letter -> plain.put(letter, spelled));
                        });
        return Map.copyOf(plain);
    }
}
