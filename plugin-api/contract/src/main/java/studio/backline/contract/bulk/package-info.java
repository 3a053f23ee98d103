/** Mass loading and mass export at the speed of the database, under the plugin's own role. */
@NullMarked
package studio.backline.contract.bulk;

import org.jspecify.annotations.NullMarked;
