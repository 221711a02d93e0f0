"""A local AWS for Landfall's rehearsal: moto, corrected and completed.

Two settings of moto are read when moto is imported, so they are made here, before any module of this package can do so.
"""

import os
import warnings

# Without it every attachment of an AWS managed policy fails with NoSuchEntity.
os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
# In moto any account reads any bucket; in AWS it does not.
os.environ["MOTO_S3_ALLOW_CROSSACCOUNT_ACCESS"] = "false"
# AWS has error codes that botocore's models don't name; moto warns of each.
warnings.filterwarnings("ignore", message="Exception.* does not match an error shape")
# It would force every call into one account.
os.environ.pop("MOTO_ACCOUNT_ID", None)
