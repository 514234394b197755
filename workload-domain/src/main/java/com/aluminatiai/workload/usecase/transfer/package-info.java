/** Import and export. */
package com.aluminatiai.workload.usecase.transfer;
