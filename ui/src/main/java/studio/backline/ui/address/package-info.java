/** Where the links of letters about an account's address lead. */
@NullMarked
package studio.backline.ui.address;

import org.jspecify.annotations.NullMarked;
