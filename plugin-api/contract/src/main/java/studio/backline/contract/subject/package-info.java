/** The people that personal data is about, as the core knows them: by id alone. */
@NullMarked
package studio.backline.contract.subject;

import org.jspecify.annotations.NullMarked;
