/** What a user can do. Final classes: they are the inbound port. */
package com.aluminatiai.workload.usecase;
