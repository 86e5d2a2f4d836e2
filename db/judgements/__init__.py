"""What has been judged of incidents and claims and holds at a moment, and why a judgement is refused or ended."""
